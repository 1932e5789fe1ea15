import '../../src-main/node-version-guard.ts'

const { HELP, readOptions } = await import('./run-options.ts')
const { errorText } = await import('../../src-main/base/index.ts')

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  if (options === 'help') {
    console.log(HELP)
    return
  }
  const { startVenue } = await import('./venue.ts')
  const { ControlDoor } = await import('./control/control-door.ts')
  const { welcome } = await import('./welcome.ts')
  const venue = await startVenue({
    port: options.port,
    seed: options.seed,
    stepMs: options.stepMs,
    historyMinutes: 4_320,
  })
  const control = new ControlDoor(venue)
  const controlPort = await control.listen(options.controlPort)
  console.log(welcome(venue.port, controlPort))
  const stop = (): void => {
    process.exitCode = 0
    void Promise.all([control.close(), venue.close()])
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
}

try {
  await main()
} catch (error) {
  console.error(`The venue does not start: ${errorText(error)}\nnpm run venue -- --help shows the options.`)
  process.exitCode = 1
}
