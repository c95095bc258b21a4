official-document = Official document
official-document-number = Number
official-document-kind = Kind
official-document-organisation = Organisation
official-document-event-date = Date
official-document-about = About
official-document-period = Period (its last month)
official-document-file = Copy
