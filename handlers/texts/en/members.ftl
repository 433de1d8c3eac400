error-last-owner = This is the only owner. Appoint another first. Nothing has changed.
error-not-yourself = You cannot dismiss yourself. Nothing has changed.
error-no-successor = First choose who takes the clients, deals and tasks. Nothing has changed.
error-too-many-names = Up to { $most } people can be invited at once. Nothing was saved.
error-too-late-to-undo = It could be taken back within a day. Invite again: the history is kept.
members-role-rep = rep
members-role-manager = manager
members-role-owner = owner
members-list = { $count ->
    [one] { $count } person in the company.
   *[other] { $count } people in the company.
 }
members-all = Everybody
members-not-here = not in yet
members-access-closed = access closed
members-invite = ➕ Invite
members-waiting-button = Not used yet: { $count }
members-card = <b>{ $name }</b>, { $role }
members-card-team = Team: { $team }
members-card-leads = Leads: { $teams }
members-card-zone = Time zone: { $zone }
members-card-work = Clients { $clients }, open deals { $deals }, tasks { $tasks }.
members-card-dismissed = Access closed { $when }.
members-card-not-here = Not in yet.
members-card-unreachable = The bot is blocked there: reminders do not arrive.
members-role = Role
members-team = Team
members-leads = Leads teams
members-plans = Plans
members-today = Today
members-invite-this = Invite
members-dismiss = Dismiss
members-undo = Take back
members-ask-role = { $name }: which role?
members-ask-team = { $name }: in which team from today on?
members-ask-leads = { $name }: leads which teams?
members-no-team = No team
members-ask-heir = { $name } hands over: clients { $clients }, deals { $deals }, tasks { $tasks }. To whom?
members-evenly = { $count ->
    [one] Evenly to { $count } person
   *[other] Evenly to { $count } people
 }
members-plan = { $name }: access is closed at once.
members-plan-share = { $name } gets: clients { $clients }, deals { $deals }, tasks { $tasks }.
members-plan-nothing = There is nothing to hand over.
members-plan-undo = The history stays. It can be taken back for a day.
members-dismiss-now = Dismiss and hand over
members-dismissed = { $name }: access closed. Handed over: clients { $clients }, deals { $deals }, tasks { $tasks }. It can be taken back until { $until }.
members-invites = Links nobody has used yet:
members-no-invites = No links are waiting to be used.
members-invite-line = { $number }. { $name }, { $role }{ $team }, until { $until }
members-invite-expired = { $number }. { $name }, { $role }{ $team }, expired { $until }
members-invite-team = , { $team }
members-renew = { $number }: new link
members-revoke = { $number }: revoke
members-links = Forward to each his link. It lets in once, until { $until }.
members-link = <b>{ $name }</b>
    { $url }
members-forward = ↗ { $name }
members-share = The way into our work bot. The link is only for you and works once.
members-links-unseen = The links were made but could not be shown. They are never shown twice: make new ones.
members-form-role = Whom to invite?
members-form-team = To which team?
members-form-new-team = ➕ New team
members-form-team-name = What is the team called?
members-form-names = Write the names in a column: there will be a link for each.
members-form-close = Close
members-card-exports = May take rows of reports out as a file. Every file is noted.
members-export-let = Allow export
members-export-forbid = Forbid export
