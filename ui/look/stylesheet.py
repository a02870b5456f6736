"""The one style sheet, generated from the tokens and the scale now worn.

A widget chooses its rule by dynamic properties: `kind` and `small` on buttons, `error`, `flat` and `kind` on fields,
`ground` on frames. Heights are stated so that a 2 px focus border takes nothing from the text inside.
"""

from __future__ import annotations

from csa_tracker.values import Brag
from ui.look.tokens import Tokens
from ui.look.worn import px, tokens


def stylesheet() -> str:
    """Return the application's style sheet for the look now worn."""
    worn = tokens()
    return "\n".join(part(worn) for part in (_menus, _buttons, _fields, _flat_fields, _lists, _frames, _scroll_bars))


def _menus(t: Tokens) -> str:
    current = f"border: 2px solid {t.accent};" if t.is_contrast else ""
    return f"""
    QMenuBar {{ background: {t.sidebar}; border: 0; border-bottom: 1px solid {t.line};
        padding: {px(3)}px {px(8)}px; spacing: {px(2)}px; }}
    QMenuBar::item {{ padding: {px(4)}px {px(9)}px; border-radius: {px(5)}px; color: {t.ink2};
        background: transparent; }}
    QMenuBar::item:selected {{ background: {t.line if not t.is_contrast else t.accent};
        color: {t.ink if not t.is_contrast else t.on_accent}; }}
    QMenu {{ background: {t.surface}; border: 1px solid {t.edge}; border-radius: {px(8)}px; padding: {px(5)}px; }}
    QMenu::item {{ padding: {px(6)}px {px(28)}px {px(6)}px {px(12)}px; border-radius: {px(5)}px; color: {t.ink};
        background: transparent; border: 2px solid transparent; }}
    QMenu::item:selected {{ background: {t.selection}; color: {t.ink}; {current} }}
    QMenu::item:disabled {{ color: {t.off}; }}
    QMenu::separator {{ height: 1px; background: {t.line}; margin: {px(5)}px {px(8)}px; }}
    QMenu::indicator {{ width: {px(14)}px; height: {px(14)}px; margin-left: {px(8)}px; }}
    QToolTip {{ background: {t.toast}; color: {t.on_toast}; border: 0; padding: {px(6)}px {px(9)}px; }}
    """


def _buttons(t: Tokens) -> str:
    return f"""
    QPushButton {{ background: transparent; border: 0; }}
    QPushButton[kind] {{ border-radius: {px(6)}px; padding: 0 {px(12)}px; min-height: {px(32)}px;
        max-height: {px(32)}px; border: 1px solid {t.edge}; background: {t.surface}; color: {t.ink}; }}
    QPushButton[kind]:hover {{ background: {t.sunken}; }}
    QPushButton[kind="primary"] {{ background: {t.primary}; color: {t.on_primary}; border-color: {t.primary}; }}
    QPushButton[kind="primary"]:hover {{ background: {t.primary_hover}; }}
    QPushButton[kind="quiet"] {{ background: transparent; border: 1px solid transparent; padding: 0 {px(8)}px; }}
    QPushButton[kind="quiet"]:hover {{ background: {t.sunken}; border-color: {t.edge}; }}
    QPushButton[kind="link"] {{ background: transparent; border: 0; color: {t.accent}; padding: 0 {px(2)}px;
        text-decoration: underline; }}
    QPushButton[kind="danger"] {{ color: {t.danger}; border-color: {t.danger}; }}
    QPushButton[small="true"] {{ min-height: {px(26)}px; max-height: {px(26)}px; padding: 0 {px(9)}px; }}
    QPushButton[kind="quiet"][flush="true"] {{ padding: 0 0 0 {px(8)}px; }}
    QPushButton[icononly="true"] {{ min-width: {px(32)}px; max-width: {px(32)}px; padding: 0; }}
    QPushButton[icononly="true"][small="true"] {{ min-width: {px(26)}px; max-width: {px(26)}px; }}
    QPushButton:focus {{ outline: 0; }}
    QPushButton[kind]:disabled {{ color: {t.off}; border: {_off_edge(t)}; background: {t.sunken}; }}
    QPushButton[kind="quiet"]:disabled {{ border: 1px solid transparent; background: transparent; }}
    QCheckBox {{ spacing: {px(8)}px; min-height: {px(24)}px; color: {t.ink}; background: transparent; }}
    QCheckBox:disabled {{ color: {t.off}; }}
    QCheckBox::indicator:disabled {{ border: {_off_edge(t)}; background: {t.sunken}; }}
    QCheckBox::indicator {{ width: {px(16)}px; height: {px(16)}px; border: {px(1)}px solid {t.edge};
        border-radius: {px(4)}px; background: {t.surface}; }}
    QCheckBox::indicator:checked {{ background: {t.accent}; border-color: {t.accent}; }}
    """


def _off_edge(t: Tokens) -> str:
    """The edge of what cannot be used: dashes where grounds do not tell it apart."""
    return f"1px dashed {t.off}" if t.is_contrast else f"1px solid {t.line}"


def _fields(t: Tokens) -> str:
    high, side = px(32), px(7)
    # Each 2 px border takes 1 px more than the resting one on every side; height and padding give it back.
    focused = f"min-height: {high - 2}px; padding: 0 {side - 1}px;"
    return f"""
    QLineEdit, QComboBox, QPlainTextEdit {{ border: 1px solid {t.edge}; border-radius: {px(6)}px;
        background: {t.surface}; color: {t.ink}; selection-background-color: {t.accent};
        selection-color: {t.on_accent}; placeholder-text-color: {t.ink3}; }}
    QLineEdit {{ min-height: {high}px; padding: 0 {side}px; }}
    QComboBox {{ min-height: {high}px; padding: 0 {px(9)}px; }}
    QPlainTextEdit {{ padding: {px(5)}px {px(5)}px; }}
    QLineEdit:focus, QLineEdit[error="true"] {{ border: 2px solid {t.accent}; {focused} }}
    QComboBox:focus {{ border: 2px solid {t.accent}; min-height: {high - 2}px; padding: 0 {px(9) - 1}px; }}
    QPlainTextEdit:focus, QPlainTextEdit[error="true"] {{ border: 2px solid {t.accent};
        padding: {px(5) - 1}px {px(5) - 1}px; }}
    QComboBox[waits="true"] {{ border: 2px solid {t.ratings[Brag.AMBER].edge}; background: {t.ratings[Brag.AMBER].soft};
        font-weight: 600; min-height: {high - 2}px; padding: 0 {px(9) - 1}px; }}
    QComboBox[error="true"] {{ border: 2px solid {t.danger}; min-height: {high - 2}px; padding: 0 {px(9) - 1}px; }}
    QLineEdit[error="true"], QPlainTextEdit[error="true"] {{ border-color: {t.danger}; }}
    QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {{ color: {t.ink2}; border: {_off_edge(t)};
        background: {t.sunken}; }}
    QLineEdit[small="true"] {{ min-height: {px(28)}px; }}
    QLineEdit[small="true"]:focus {{ min-height: {px(28) - 2}px; }}
    QLineEdit[lead="true"] {{ padding-left: {px(28)}px; }}
    QComboBox::drop-down {{ border: 0; width: {px(28)}px; }}
    QComboBox::down-arrow {{ image: none; width: 0; }}
    """


def _flat_fields(t: Tokens) -> str:
    """Fields edited in place: plain text until the pointer or the focus comes, then a field like any other."""
    # A line edit keeps 2 px beside its text for itself; its padding is that much less, so that all texts line up.
    high, side = px(22), px(7)
    rest = f"background: transparent; border: 1px solid transparent; min-height: {high}px;"
    held = f"border: 2px solid {t.accent}; min-height: {high - 2}px;"
    return f"""
    QLineEdit[flat="true"] {{ {rest} padding: 0 {side - 2}px; }}
    QComboBox[flat="true"], QPushButton[kind="flat"] {{ {rest} padding: 0 {side}px; }}
    QPlainTextEdit[flat="true"] {{ background: transparent; border: 1px solid transparent;
        padding: {px(1)}px {px(4)}px; }}
    QLineEdit[flat="true"]:hover, QComboBox[flat="true"]:hover, QPlainTextEdit[flat="true"]:hover,
    QPushButton[kind="flat"]:hover {{ border-color: {t.edge}; background: {t.surface}; }}
    QLineEdit[flat="true"]:focus {{ {held} background: {t.surface}; padding: 0 {side - 3}px; }}
    QComboBox[flat="true"]:focus {{ {held} background: {t.surface}; padding: 0 {side - 1}px; }}
    QPlainTextEdit[flat="true"]:focus {{ border: 2px solid {t.accent}; background: {t.surface};
        padding: {px(1) - 1}px {px(4) - 1}px; }}
    QLineEdit[flat="true"][error="true"] {{ {held} padding: 0 {side - 3}px; border-color: {t.danger};
        background: {t.surface}; }}
    QComboBox[flat="true"][error="true"] {{ {held} padding: 0 {side - 1}px; border-color: {t.danger};
        background: {t.surface}; }}
    QPlainTextEdit[flat="true"][error="true"] {{ border: 2px solid {t.danger}; background: {t.surface};
        padding: {px(1) - 1}px {px(4) - 1}px; }}
    QLineEdit[flat="true"]:disabled, QComboBox[flat="true"]:disabled, QPlainTextEdit[flat="true"]:disabled,
    QPushButton[kind="flat"]:disabled {{ color: {t.ink}; background: transparent; border-color: transparent; }}
    QLineEdit[flat="true"][end="true"] {{ padding-right: 0; }}
    QLineEdit[flat="true"][late="true"] {{ color: {t.danger}; font-weight: 600; }}
    QPushButton[kind="flat"] {{ text-align: left; max-height: 16777000px; font-weight: 500; }}
    QLineEdit[flat="true"], QComboBox[flat="true"] {{ font-weight: 500; }}
    """


def _lists(t: Tokens) -> str:
    return f"""
    QTableView, QListView {{ border: 0; background: {t.surface}; outline: 0; gridline-color: transparent;
        selection-background-color: {t.selection}; selection-color: {t.ink}; }}
    QListView[ground="sidebar"] {{ background: {t.sidebar}; }}
    QHeaderView {{ background: {t.surface}; border: 0; }}
    QHeaderView::section {{ background: {t.surface}; color: {t.ink2}; border: 0; border-bottom: 1px solid {t.line};
        padding: 0 {px(8)}px; }}
    QHeaderView::down-arrow, QHeaderView::up-arrow {{ image: none; width: 0; }}
    QTableView QLineEdit {{ border-radius: {px(4)}px; min-height: {px(20)}px; }}
    QComboBox QAbstractItemView, QListView[popup="true"] {{ background: {t.surface}; border: 1px solid {t.edge};
        border-radius: {px(6)}px; padding: {px(4)}px; outline: 0; selection-background-color: {t.selection};
        selection-color: {t.ink}; }}
    QListView[popup="true"]:focus {{ border: 2px solid {t.accent}; padding: {px(4) - 1}px; }}
    QComboBox QAbstractItemView::item, QListView[popup="true"]::item {{ min-height: {px(30)}px;
        padding: 0 {px(8)}px; border-radius: {px(5)}px; color: {t.ink}; border: 2px solid transparent; }}
    QComboBox QAbstractItemView::item:selected, QListView[popup="true"]::item:selected {{ background: {t.selection};
        color: {t.ink}; border: 2px solid {t.accent if t.is_contrast else t.selection}; }}
    """


def _frames(t: Tokens) -> str:
    grounds = "\n".join(
        f'QFrame[ground="{name}"] {{ background: {shade}; border: 0; }}'
        for name, shade in (("canvas", t.canvas), ("sidebar", t.sidebar), ("surface", t.surface))
    )
    inks = "\n".join(
        f'QLabel[ink="{name}"] {{ color: {getattr(t, name)}; }}'
        for name in ("ink", "ink2", "ink3", "danger", "good", "accent", "on_toast")
    )
    chosen = f"border-left: {px(4)}px solid {t.accent};" if t.is_contrast else ""
    return f"""
    {grounds}
    {inks}
    QFrame[ground="rule"] {{ background: {t.line}; border: 0; }}
    QFrame[ground="card"] {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: {px(10)}px; }}
    QFrame[ground="line"] {{ background: transparent; border: 0; }}
    QFrame[ground="chosen"] {{ background: {t.selection}; border: 0; {chosen} }}
    QFrame[ground="drop"] {{ background: {t.surface}; border: 2px dashed {t.edge}; border-radius: {px(10)}px; }}
    QFrame[ground="drop"][over="true"] {{ border-color: {t.accent}; background: {t.selection}; }}
    QFrame[ground="notice"] {{ background: {t.ratings[Brag.AMBER].soft}; border: 1px solid {t.ratings[Brag.AMBER].edge};
        border-radius: {px(8)}px; }}
    QFrame[ground="strip"] {{ background: {t.ratings[Brag.AMBER].soft}; border: 0;
        border-bottom: 1px solid {t.ratings[Brag.AMBER].edge}; }}
    QProgressBar {{ background: {t.sunken}; border: {1 if t.is_contrast else 0}px solid {t.edge};
        border-radius: {px(4)}px; min-height: {px(8)}px; max-height: {px(8)}px; }}
    QProgressBar::chunk {{ background: {t.accent}; border-radius: {px(4)}px; }}
    QDialog {{ background: {t.surface}; }}
    QDialog[ground="sheet"] {{ background: {t.surface}; border-radius: {px(12)}px;
        border: {2 if t.is_contrast else 1}px solid {t.edge if t.is_contrast else t.line}; }}
    QScrollArea {{ border: 0; background: transparent; }}
    """


def _scroll_bars(t: Tokens) -> str:
    return f"""
    QScrollBar:vertical {{ background: transparent; width: {px(10)}px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: {px(10)}px; margin: 0; }}
    QScrollBar::handle {{ background: {t.edge}; border: {px(3)}px solid {t.surface}; border-radius: {px(5)}px; }}
    QScrollBar::handle:vertical {{ min-height: {px(32)}px; }}
    QScrollBar::handle:horizontal {{ min-width: {px(32)}px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """
