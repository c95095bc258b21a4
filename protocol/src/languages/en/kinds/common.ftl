common-source-form = Paper form no.
common-note = Note
common-void = Void
    .help = A void document stays readable and counts for nothing.
common-struck = Lines struck out
common-struck-key = Line
common-struck-reason = Reason
