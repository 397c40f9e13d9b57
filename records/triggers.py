"""Database triggers that keep what is final as it is.

They bind everyone, the owner too; the application corrects by a new version.
"""

import pgtrigger


def frozen_when(name: str, *statuses: str) -> pgtrigger.Trigger:
    """Refuse every update and deletion of a row whose stored `status` is one of these."""
    return pgtrigger.Protect(
        name=name,
        operation=pgtrigger.Update | pgtrigger.Delete,
        condition=pgtrigger.Q(old__status__in=list(statuses)),
    )


def frozen_with_parent(
    name: str, *, parent_table: str, parent_column: str, statuses: tuple[str, ...]
) -> pgtrigger.Trigger:
    """Refuse to add, change or remove a part of a record that is final.

    `parent_column` is the part's foreign key column, e.g. `assessment_id`.
    """
    final = ", ".join(f"'{status}'" for status in statuses)
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("parent_status", "text")],
        func=pgtrigger.Func(  # type: ignore[no-untyped-call]
            f"""
            IF TG_OP <> 'INSERT' THEN
                SELECT status INTO parent_status FROM {parent_table}
                WHERE id = OLD.{parent_column};
                IF parent_status IN ({final}) THEN
                    RAISE EXCEPTION 'part of a final record: %', TG_TABLE_NAME;
                END IF;
            END IF;
            IF TG_OP <> 'DELETE' THEN
                SELECT status INTO parent_status FROM {parent_table}
                WHERE id = NEW.{parent_column};
                IF parent_status IN ({final}) THEN
                    RAISE EXCEPTION 'part of a final record: %', TG_TABLE_NAME;
                END IF;
                RETURN NEW;
            END IF;
            RETURN OLD;
            """
        ),
    )


def kept_but(name: str, *living: str, while_: str = "TRUE") -> pgtrigger.Trigger:
    """Refuse deletion, and every update of other columns than `living`, while `while_` holds.

    `living` are names of database columns; `while_` is SQL over OLD, e.g.
    `OLD.status = 'sent'`.
    """
    columns = ", ".join(f"'{column}'" for column in living)
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=pgtrigger.Func(  # type: ignore[no-untyped-call]
            f"""
            IF NOT ({while_}) THEN
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            END IF;
            IF TG_OP = 'DELETE' OR to_jsonb(OLD) - ARRAY[{columns}]::text[]
                    IS DISTINCT FROM to_jsonb(NEW) - ARRAY[{columns}]::text[] THEN
                RAISE EXCEPTION 'kept as it is: %', TG_TABLE_NAME;
            END IF;
            RETURN NEW;
            """
        ),
    )


def decided_once(name: str, decided: str, *living: str, while_: str = "") -> pgtrigger.Trigger:
    """Refuse deletion and every update but one: the one that fills in `decided`, with `living`.

    Where `while_` is given, SQL over OLD, a row for which it does not hold is free.
    """
    columns = ", ".join(f"'{column}'" for column in (decided, *living))
    free = (
        while_
        and f"""
            IF NOT ({while_}) THEN
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            END IF;"""
    )
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=pgtrigger.Func(  # type: ignore[no-untyped-call]
            f"""{free}
            IF TG_OP = 'DELETE' OR OLD.{decided} IS NOT NULL OR NEW.{decided} IS NULL
                    OR to_jsonb(OLD) - ARRAY[{columns}]::text[]
                    IS DISTINCT FROM to_jsonb(NEW) - ARRAY[{columns}]::text[] THEN
                RAISE EXCEPTION 'kept as it is: %', TG_TABLE_NAME;
            END IF;
            RETURN NEW;
            """
        ),
    )
