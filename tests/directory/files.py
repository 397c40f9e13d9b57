"""Files of the directory as tests make them."""

import csv
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from networks.models import DirectoryImport

BEGIN = reverse("networks:directory_import_begin")
HEAD = ("organisaatio", "laji", "palvelu", "miten saa", "puhelin", "verkko-osoite", "mitä")


def table(*rows, head=HEAD, delimiter=";"):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue()


def row(name="Ryhmä", *, of="Kotimatka ry", kind="järjestö tai muu toimija", **cells):
    told = {"organisaatio": of, "laji": kind, "palvelu": name} | {"miten saa": "low"} | cells
    return [told.get(heading, "") for heading in HEAD]


def bring(client, text, *, encoding="utf-8"):
    """Send the file, and come to the page that shows what it would change."""
    file = SimpleUploadedFile("palvelut.csv", text.encode(encoding), "text/csv")
    return client.post(BEGIN, {"file": file}, follow=True)


def page_of(brought):
    return reverse("networks:directory_import", args=[brought.pk])


def save(client, **sent):
    """Save the waiting file as the page shows it now, unless `seen` says otherwise."""
    brought = DirectoryImport.objects.waiting().get()
    found = client.get(page_of(brought)).context["found"]
    return client.post(page_of(brought), {"seen": found.print} | sent)


def faults(page):
    return [(each.line, each.heading) for each in page.context["found"].faults]


def taken_out(client):
    answer = client.get(reverse("networks:directory_export"))
    return answer.content.decode("utf-8-sig")


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
