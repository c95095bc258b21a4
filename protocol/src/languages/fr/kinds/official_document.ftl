official-document = Document officiel
official-document-number = Numéro
official-document-kind = Type de document
official-document-organisation = Organisation
official-document-event-date = Date
official-document-about = Concerne
official-document-period = Période (son dernier mois)
official-document-file = Copie
