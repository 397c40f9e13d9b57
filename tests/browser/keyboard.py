"""Using a page with the keyboard only."""

from playwright.sync_api import Locator, Page

from tests.browser.forms import left_for_the_next

# What a person should reach: links, buttons, fields, folded parts; of a group of radio
# buttons one, for arrows go on from it.
REACHABLE = """
() => {
  const shown = (part) => part.checkVisibility({visibilityProperty: true});
  const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary,'
    + ' [tabindex="0"]';
  const groups = new Set();
  const parts = [...document.querySelectorAll(wanted)].filter((part) => {
    if (!shown(part) || part.tabIndex < 0 || part.matches(':disabled')) return false;
    if (part.type !== 'radio') return true;
    const checked = document.querySelector(`input[name="${part.name}"]:checked`);
    if (checked) return part === checked;
    if (groups.has(part.name)) return false;
    groups.add(part.name);
    return true;
  });
  window.reachable = parts;
  return parts.map((part) => part.outerHTML.slice(0, 120));
}
"""
# Where the focus is among them, and whether an eye sees it.
FOCUS = """
() => {
  const part = document.activeElement;
  const style = getComputedStyle(part);
  const ring = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)
    || style.boxShadow !== 'none';
  const box = part.getBoundingClientRect();
  return {
    index: window.reachable.indexOf(part),
    ring,
    seen: box.bottom > 0 && box.top < innerHeight,
    what: part.outerHTML.slice(0, 120),
  };
}
"""
HAS_FOCUS = "parts => parts.includes(document.activeElement)"
# The wanted radio button is in the group that has the focus.
IN_GROUP = """
parts => document.activeElement.type === 'radio'
  && parts.some((part) => part.name === document.activeElement.name)
"""


def faults_of_keys(page: Page) -> list[str]:
    """Tab through the page: everything is reached in its order, with a ring, and left again."""
    page.emulate_media(reduced_motion="reduce")
    parts = page.evaluate(REACHABLE)
    page.evaluate("() => { document.body.tabIndex = -1; document.body.focus(); scrollTo(0, 0); }")
    found = []
    for number, part in enumerate(parts):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus["index"] != number:
            return [*found, f"expected {part}, came to {focus['what']}"]
        if not focus["ring"]:
            found.append(f"no ring around {part}")
        if not focus["seen"]:
            found.append(f"out of sight: {part}")
    return found


def tab_to(page: Page, label: str) -> None:
    """Press Tab until the part with this name has the focus."""
    wanted = page.get_by_label(label, exact=True).or_(
        page.get_by_role("button", name=label, exact=True)
    )
    _tab_until(page, wanted, label)


def follow_by_key(page: Page, words: str) -> None:
    """Go to the first link of this name, and enter it."""
    _tab_until(page, page.get_by_role("link", name=words, exact=True).first, words)
    enter(page)


def enter(page: Page) -> None:
    """Press Enter, and wait for the page that answers."""
    with left_for_the_next(page):
        page.keyboard.press("Enter")


def _tab_until(page: Page, wanted: Locator, words: str) -> None:
    for _press in range(120):
        page.keyboard.press("Tab")
        while wanted.evaluate_all(IN_GROUP) and not wanted.evaluate_all(HAS_FOCUS):
            page.keyboard.press("ArrowDown")
        if wanted.evaluate_all(HAS_FOCUS):
            return
    raise AssertionError(f"Tab never reaches {words}")
