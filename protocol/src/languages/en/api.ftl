# What the API answers when a request cannot be met.

api-not-signed-in = Sign in first: POST /api/v1/session with your name and password.
api-not-allowed = Your role does not permit this request. Ask the administrator.
api-not-found = There is nothing here that you may see. Check the address or the id.
api-bad-request = The request is not well written: { $what }
api-bad-cursor = the cursor is not from an earlier page; begin again without it.
api-bad-number = “{ $name }” has to be a whole number within its limits.
api-bad-date = “{ $name }” has to be a date such as 2026-12-31.
api-bad-province = there is no such province, or it is not yours.
api-unknown-parameter = there is no parameter “{ $name }” here.
api-bad-sign-in = send a JSON object with “name” and “password”.
api-wrong-password = Name or password is wrong.
api-wait = Too many attempts. Try again in { $seconds } seconds.
api-failed = The server could not answer. Try again; if it goes on, tell the administrator.
