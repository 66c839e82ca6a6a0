// Sound devices of this machine, as `core.getFrameMediaDevices` wants them.

export async function mediaDevices() {
  if (!navigator.mediaDevices?.enumerateDevices) {
    return { error: 'this browser shows no media devices' };
  }
  try {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.map(({ deviceId, kind, label, groupId }) => ({ deviceId, kind, label, groupId }));
  } catch (problem) {
    return { error: String(problem?.message ?? problem) };
  }
}
