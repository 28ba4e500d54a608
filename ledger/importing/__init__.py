"""Spreadsheets that become items and entries: read, matched to our fields, shown before anything is written.

Its modules are imported one by one: those that read a file run in a process of their own, without Django.
"""
