exchange-rate = Exchange rate
exchange-rate-currency = Currency
exchange-rate-rate = One unit is worth
exchange-rate-valid-from = Valid from
exchange-rate-source = Source
