device = Appareil
device-name = Nom de l’appareil
device-users = Utilisateurs
device-users-name = Nom
device-users-role = Fonction
device-users-ended = Parti le
