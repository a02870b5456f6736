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
Root: HKCU; Subkey: "Software\Classes\CSATracker.Plan"; ValueType: string; ValueData: "CSA Tracker plan"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\CSATracker.Plan\DefaultIcon"; ValueType: string; ValueData: "{app}\csa-tracker.exe,0"

[Run]
Filename: "{app}\csa-tracker.exe"; Description: "Open CSA Tracker"; Flags: nowait postinstall skipifsilent
