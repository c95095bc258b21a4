action-plan = Action plan
action-plan-title = Title
action-plan-organisation = Organisation
action-plan-plan = Business plan
action-plan-start = Start
action-plan-end = End
action-plan-approved-by = Approved by the assembly
