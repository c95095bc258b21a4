survey = Enquête
survey-questionnaire = Questionnaire
survey-subject = Sujet
survey-event-date = Date
survey-answers = Réponses
survey-answers-key = Question
survey-answers-answer = Réponse
