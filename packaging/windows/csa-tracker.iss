; Inno Setup 6: installs for the person who runs it, no administrator needed. Not yet run (README.md here).
#ifndef Version
  #error Give the version: iscc /DVersion=0.1.0 csa-tracker.iss
#endif

[Setup]
AppId={{6D0C7A52-2F0B-4E0E-9B0B-4C9C31B2B7A1}
AppName=CSA Tracker
AppVersion={#Version}
AppPublisher=The CSA Tracker authors
DefaultDirName={localappdata}\Programs\CSA Tracker
DefaultGroupName=CSA Tracker
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
OutputDir=..\..\dist
OutputBaseFilename=csa-tracker-setup
SetupIconFile=..\..\resources\icons\app.ico
UninstallDisplayIcon={app}\csa-tracker.exe
LicenseFile=..\..\LICENSE
Compression=lzma2
SolidCompression=yes

[Files]
Source: "..\..\dist\csa-tracker\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\CSA Tracker"; Filename: "{app}\csa-tracker.exe"

[Registry]
Root: HKCU; Subkey: "Software\Classes\.csplan"; ValueType: string; ValueData: "CSATracker.Plan"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\.csplan\OpenWithProgids"; ValueType: string; ValueName: "CSATracker.Plan"; ValueData: ""; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\CSATracker.Plan"; ValueType: string; ValueData: "CSA Tracker plan"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\CSATracker.Plan\DefaultIcon"; ValueType: string; ValueData: "{app}\csa-tracker.exe,0"
Root: HKCU; Subkey: "Software\Classes\CSATracker.Plan\shell\open\command"; ValueType: string; ValueData: """{app}\csa-tracker.exe"" ""%1"""
Root: HKCU; Subkey: "Software\Classes\.cspx"; ValueType: string; ValueData: "CSATracker.Exchange"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\.cspx\OpenWithProgids"; ValueType: string; ValueName: "CSATracker.Exchange"; ValueData: ""; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\CSATracker.Exchange"; ValueType: string; ValueData: "CSA Tracker file from a partner"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\CSATracker.Exchange\DefaultIcon"; ValueType: string; ValueData: "{app}\csa-tracker.exe,0"
Root: HKCU; Subkey: "Software\Classes\CSATracker.Exchange\shell\open\command"; ValueType: string; ValueData: """{app}\csa-tracker.exe"" ""%1"""
Root: HKCU; Subkey: "Software\Classes\.cspid"; ValueType: string; ValueData: "CSATracker.Card"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\.cspid\OpenWithProgids"; ValueType: string; ValueName: "CSATracker.Card"; ValueData: ""; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\CSATracker.Card"; ValueType: string; ValueData: "CSA Tracker card of a partner"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\CSATracker.Card\DefaultIcon"; ValueType: string; ValueData: "{app}\csa-tracker.exe,0"
Root: HKCU; Subkey: "Software\Classes\CSATracker.Card\shell\open\command"; ValueType: string; ValueData: """{app}\csa-tracker.exe"" ""%1"""

[Run]
Filename: "{app}\csa-tracker.exe"; Description: "Open CSA Tracker"; Flags: nowait postinstall skipifsilent
