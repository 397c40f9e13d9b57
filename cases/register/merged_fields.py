"""What becomes of each field of two client records that are made one.

Every field of the client and every row that hangs on one is named here once; the test of
merging fails for one that is not.
"""

# The kept record takes a group where it has nothing in any field of it.
TAKEN = (
    ("identity_code",),
    ("birth_date",),
    ("former_names",),
    ("home_municipality",),
    ("mother_tongue",),
    ("needs_interpreter", "interpreter_language"),
    ("how_to_reach",),
    ("protected_address",),
    ("secret_contact_details",),
    ("representative_name", "representative_role", "representative_phone"),
    ("digital_access", "digital_access_note"),
)
# Each record keeps its own.
KEPT = (
    "id",
    "version",
    "county",
    "first_names",
    "last_name",
    "service_language",
    "taken_from",
    "taken_on",
    "merged_into",
    "name_key",
)
# Rows that go along to the kept record: the relation's name, and the field of the merge
# that remembers which rows they were.
MOVED = {"cases": "moved_cases", "contact_details": "moved_details"}
# Rows about the record itself, by model and field.
STAYING = ("Client.merged_into", "ClientMerge.kept", "ClientMerge.merged")
