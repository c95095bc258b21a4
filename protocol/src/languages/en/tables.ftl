# What is said when a register or a book is taken over.

# The file.

tables-file-unreadable = The file cannot be read: { $reason }.
tables-file-empty = The file is empty.
tables-file-no-header = The first line must name the columns; it is empty.
tables-file-too-large = The file has more than { $max } MB. Split it into several files.
tables-file-too-many-rows = The file has more than { $max } rows. Split it into several files.
tables-file-too-many-columns = The file has more than { $max } columns. Check the separator.
tables-file-workbook = This is a workbook, not a CSV file. In the spreadsheet choose “Save as”, then “CSV UTF-8”.
tables-file-nul = Line { $line } contains zero bytes: this is not text, or the file is damaged. Save it again as “CSV UTF-8”.
tables-file-unknown-encoding = The encoding “{ $name }” is not known. Try “utf-8” or “windows-1252”.
tables-file-not-in-encoding = Line { $line } is not written in the encoding “{ $name }”.
tables-file-open-quote = Line { $line }: a quotation mark is opened and never closed.
tables-file-after-quote = Line { $line }: text follows a closing quotation mark. Inside a cell a quotation mark is written twice.
tables-file-uneven = Line { $line }: { $found } cells, but { $expected } columns. A separator is missing, or there is one too many.

# The columns.

tables-columns-not-toml = The list of columns is not well written: { $reason }.
tables-columns-unknown-field = “{ $name }” is not a field. Did you mean “{ $nearest }”?
tables-columns-unknown-column = The file has no column “{ $name }”.
tables-columns-twice = Two columns give “{ $name }”; only one can.
tables-columns-missing = No column gives “{ $name }”.
tables-columns-bad-default = The value “{ $value }” does not suit “{ $name }”: { $reason }

# The cells.

tables-cell-missing-column = No column gives “{ $name }”, which has to be filled in.
tables-cell-date = Write day, month and year: 03/04/1987 is 3 April 1987.
tables-cell-partial-date = Write 03/04/1987, 04/1987, 1987 or “about 1987”.
tables-cell-month = Write month and year: 04/1987.
tables-cell-phone = Write the number in digits, with the code of the country if it is not the one here.
tables-cell-int = Write a whole number in digits.
tables-cell-bool = Write “yes” or “no”.
tables-cell-money = Write the amount and the currency: 1250.50 USD.
tables-cell-weight = Write the weight and its unit: 3.5 ct or 2.25 g.
tables-cell-ref-id = An identifier has 32 hexadecimal digits.
tables-cell-ref-unknown = Nothing known here has this name.
tables-cell-ref-several = { $count } things known here have this name; write the identifier.
tables-cell-id-unknown = This identifier is not known here.
tables-cell-number-taken = Somebody or something else here has this number.
tables-cell-row-twice = Line { $line } has this identifier or this number already.
tables-cell-written-once = This value no longer changes; it was “{ $old }”.
tables-cell-unreadable = What is known here cannot be checked.
tables-cell-unbalanced = The lines of this operation do not balance, or one of them is wrong: correct all its lines together.
tables-cell-both-sides = An operation is money in or money out, not both.
tables-cell-no-amount = Write money in or money out, more than nothing.
tables-cell-balance = The computed balance is { $expected }.

# Possible duplicates.

tables-alike-same-name = same name
tables-alike-near-name = almost the same name
tables-alike-same-birth = same birth
tables-alike-near-birth = born within two years
tables-alike-same-mother = same mother
tables-alike-same-phone = same telephone

tables-problem-column = Problem
tables-problem-at = { $column }: { $sentence }
tables-problem-of = { $column } “{ $value }”: { $sentence }

# What goes out as a table.

export-province = Province
export-site = Site
export-id = Id
export-demo = Demonstration
export-key = Key
export-receipt-number = Receipt, with its letter
export-period = Month in which it counts
export-name = name
export-label = label
export-currency = currency
