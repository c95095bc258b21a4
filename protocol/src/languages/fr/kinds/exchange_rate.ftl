exchange-rate = Taux de change
exchange-rate-currency = Devise
exchange-rate-rate = Une unité vaut
exchange-rate-valid-from = Valable à partir du
exchange-rate-source = Source
