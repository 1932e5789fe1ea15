/** Child of the program: answers its parent, and whoever has the other end of a port. */
interface Port {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown; ports: readonly Port[] }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start(): void
}

const { parentPort } = process as unknown as { parentPort: Port }

parentPort.on('message', ({ data, ports }) => {
  if (data === 'exit') {
    parentPort.postMessage('last words')
    process.exit(7)
  }
  if (data === 'throw') throw new Error('as asked')
  for (const port of ports) {
    port.on('message', ({ data }) => port.postMessage({ echo: data, pid: process.pid }))
    port.on('close', () => parentPort.postMessage('port closed'))
    port.start()
  }
  parentPort.postMessage({ got: data, ports: ports.length, args: process.argv.slice(2), send: typeof process.send })
})
