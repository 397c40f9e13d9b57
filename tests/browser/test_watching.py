"""The watch that every browser test stands under sees what it should see."""

from django.urls import reverse


def test_a_script_in_the_page_is_refused_and_noticed(page, faults):
    page.goto(reverse("live"))

    page.evaluate("document.body.innerHTML = '<p onclick=\"alert(1)\">!</p>'")
    page.click("p")

    assert len(faults) == 1
    assert "Content Security Policy" in faults[0]
    faults.clear()


def test_an_exception_in_a_script_is_noticed(page, faults):
    page.goto(reverse("live"))

    with page.expect_event("pageerror"):
        page.evaluate("setTimeout(() => { throw new Error('lost') })")

    assert faults == ["script: lost"]
    faults.clear()
