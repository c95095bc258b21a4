# Ce que répond l’API quand une demande ne peut pas être satisfaite.

api-not-signed-in = Connectez-vous d’abord : POST /api/v1/session avec votre nom et votre mot de passe.
api-not-allowed = Votre rôle ne permet pas cette demande. Adressez-vous à l’administrateur.
api-not-found = Il n’y a rien ici que vous puissiez voir. Vérifiez l’adresse ou l’identifiant.
api-bad-request = La demande n’est pas bien écrite : { $what }
api-bad-cursor = le curseur ne vient pas d’une page précédente ; recommencez sans curseur.
api-bad-number = « { $name } » doit être un nombre entier permis.
api-bad-date = « { $name } » doit être une date comme 2026-12-31.
api-bad-province = cette province n’existe pas, ou n’est pas la vôtre.
api-unknown-parameter = le paramètre « { $name } » n’existe pas ici.
api-bad-sign-in = envoyez un objet JSON avec « name » et « password ».
api-wrong-password = Le nom ou le mot de passe est faux.
api-wait = Trop d’essais. Réessayez dans { $seconds } secondes.
api-failed = Le serveur n’a pas pu répondre. Réessayez ; si cela continue, prévenez l’administrateur.
