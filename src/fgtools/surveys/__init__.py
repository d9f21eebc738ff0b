"""Surveys: questions, who was asked them, tables of answers with their bases."""
