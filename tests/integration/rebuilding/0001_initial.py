from importlib import import_module

Migration = import_module("assessment.migrations.0001_initial").Migration
