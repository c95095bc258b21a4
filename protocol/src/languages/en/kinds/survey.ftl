survey = Survey
survey-questionnaire = Questionnaire
survey-subject = Subject
survey-event-date = Date
survey-answers = Answers
survey-answers-key = Question
survey-answers-answer = Answer
