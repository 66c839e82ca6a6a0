// What any page with Streams has to wait for: from navigation to the first `connect.agent`.
// Marks `bare:agent`; read it with performance.getEntriesByName.
const container = document.getElementById('ccp');
container.style.height = '400px';
connect.core.initCCP(container, {
  ccpUrl: container.dataset.ccpUrl,
  loginPopup: false,
  softphone: { allowFramedSoftphone: true },
});
connect.agent(() => {
  if (performance.getEntriesByName('bare:agent').length === 0) performance.mark('bare:agent');
});
