// What specs read: everything that reached the page.
globalThis.seen = { pushed: [], ports: [], closed: 0 }
globalThis.tryEval = () => {
  try {
    // oxlint-disable-next-line no-eval -- whether the policy forbids it is what is tested.
    return eval('1 + 1')
  } catch (error) {
    return error.name
  }
}
globalThis.end = globalThis.api?.onPush((value) => globalThis.seen.pushed.push(value))
window.addEventListener('message', ({ data, ports, origin, source }) => {
  if (source !== window || origin !== location.origin || data.type !== 'ports') return
  const [port] = ports
  globalThis.port = port
  port.onmessage = (event) => globalThis.seen.ports.push(event.data)
})
