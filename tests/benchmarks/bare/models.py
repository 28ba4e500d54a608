# ruff: noqa: DJ008  none of these rows is ever shown by itself
"""The ledger's own tables, read as a bare Django application would read them, and two tables that it writes to.

Nothing here checks, hashes, locks or hides anything: it is the floor, not another ledger.
"""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models


class Person(AbstractBaseUser):
    """An account of the ledger."""

    username = models.CharField(max_length=150, unique=True)
    USERNAME_FIELD = "username"

    class Meta:
        managed = False
        db_table = "ledger_user"


class Party(models.Model):
    """A party, by its code."""

    code = models.CharField(max_length=3)

    class Meta:
        managed = False
        db_table = "ledger_party"


class Round(models.Model):
    """A round."""

    number = models.IntegerField()
    starts_on = models.DateField()

    class Meta:
        managed = False
        db_table = "ledger_round"


class Topic(models.Model):
    """A topic."""

    slug = models.CharField(max_length=100)
    name_en = models.CharField(max_length=200)

    class Meta:
        managed = False
        db_table = "ledger_topic"


class Item(models.Model):
    """An item, with the columns that its row of a list shows."""

    ref = models.CharField(max_length=30)
    round = models.ForeignKey(Round, on_delete=models.DO_NOTHING)
    kind = models.CharField(max_length=20)
    summary_en = models.TextField()
    summary_es = models.TextField()
    status = models.CharField(max_length=20)
    status_on = models.DateField(null=True)
    newest_on = models.DateField(null=True)
    review_on = models.DateField(null=True)
    is_open = models.BooleanField()
    is_followed = models.BooleanField()
    officer = models.ForeignKey(Person, null=True, on_delete=models.DO_NOTHING)
    last_sequence = models.IntegerField()

    class Meta:
        managed = False
        db_table = "ledger_item"


class ItemTopic(models.Model):
    """A topic of an item."""

    item = models.ForeignKey(Item, on_delete=models.DO_NOTHING, related_name="topic_links")
    topic = models.ForeignKey(Topic, on_delete=models.DO_NOTHING, related_name="item_links")

    class Meta:
        managed = False
        db_table = "ledger_itemtopic"


class Entry(models.Model):
    """A line of an item's history."""

    item = models.ForeignKey(Item, on_delete=models.DO_NOTHING, related_name="entries")
    sequence = models.IntegerField()
    act = models.CharField(max_length=20)
    voice = models.CharField(max_length=20, null=True)
    speaker = models.ForeignKey(Party, null=True, on_delete=models.DO_NOTHING)
    status = models.CharField(max_length=20, null=True)
    effective_on = models.DateField()
    recorded_at = models.DateTimeField()
    author = models.ForeignKey(Person, on_delete=models.DO_NOTHING)

    class Meta:
        managed = False
        db_table = "ledger_entry"


class EntryText(models.Model):
    """A text of an entry."""

    entry = models.ForeignKey(Entry, on_delete=models.DO_NOTHING, related_name="texts")
    part = models.CharField(max_length=60)
    text = models.TextField()

    class Meta:
        managed = False
        db_table = "ledger_entrytext"


class Standing(models.Model):
    """Where an item stands: the row that a bare application would update."""

    item = models.OneToOneField(Item, on_delete=models.DO_NOTHING, db_constraint=False)
    status = models.CharField(max_length=20)
    updates = models.IntegerField()

    class Meta:
        db_table = "bare_standing"


class Update(models.Model):
    """What somebody recorded on an item."""

    item = models.ForeignKey(Item, on_delete=models.DO_NOTHING, db_constraint=False)
    author = models.ForeignKey(Person, on_delete=models.DO_NOTHING, db_constraint=False)
    voice = models.CharField(max_length=20)
    status = models.CharField(max_length=20, blank=True)
    note = models.TextField()
    effective_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "bare_update"
