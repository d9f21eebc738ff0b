"""One description of a report, several writers."""
