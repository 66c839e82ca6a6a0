// The shortest way from a ringing call to a screen pop: a Streams callback that calls Open CTI.
// Marks `hand:agent` when the agent is known.
const container = document.getElementById('ccp');
container.style.height = '400px';
connect.core.initCCP(container, {
  ccpUrl: container.dataset.ccpUrl,
  loginPopup: false,
  softphone: { allowFramedSoftphone: true },
});
connect.agent(() => performance.mark('hand:agent'));
connect.contact((contact) => {
  if (contact.getType() !== connect.ContactType.VOICE) return;
  contact.onConnecting(() => {
    const phone = contact.getInitialConnection().getEndpoint().phoneNumber;
    sforce.opencti.searchAndScreenPop({
      searchParams: phone,
      callType: sforce.opencti.CALL_TYPE.INBOUND,
      deferred: false,
      callback: () => {},
    });
  });
});
sforce.opencti.notifyInitializationComplete();
