"""A network in one file, and back.

The file is a zip: ``backup.json`` (what it is), ``database.dump`` (pg_dump's custom format) and
``files/…`` as the store keeps them. No secret of the installation is in it: etabli.toml is kept
apart, and a restored network asks people to sign in again.
"""
