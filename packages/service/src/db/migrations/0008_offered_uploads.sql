-- What may have become of an upload stands with the upload, so that no later step of sending can forget it. In signatures,
-- send_state only tells people how far the sending is; nothing is decided by it any more.

-- uploaded: in no create call, may be used in one. offered: in a create call whose outcome is not known. sent: part of the
-- live request. condemned: to be deleted at DigiSigner, never to be used again. deleted: gone there.
alter table send_uploads drop constraint send_uploads_state_check;
alter table send_uploads add constraint send_uploads_state_check
  check (state in ('uploaded', 'offered', 'sent', 'condemned', 'deleted'));

-- A send that was stopped may have been stopped with an unknown outcome: counted as offered, it costs one more upload.
update send_uploads u set state = 'offered'
  from signatures s
  where s.workspace_id = u.workspace_id and s.signature_id = u.signature_id and u.state = 'uploaded'
    and s.status = 'sending' and s.send_state in ('creating', 'stopped');
