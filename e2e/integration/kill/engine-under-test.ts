import { SystemClock } from '../../../src-main/base/index.ts'
import { createLogger } from '../../../src-main/base/log-writer.ts'
import { openEngine } from '../../../src-main/engine.ts'
import { deadlyPorts } from './deadly-ports.ts'
import { readPlan } from './kill-windows.ts'

/** The real engine on the folder given, with ports that may kill it: `KILL_PLAN=afterSend:3`. */
const home = process.argv[process.argv.indexOf('--home') + 1] ?? ''
const plan = readPlan(process.env['KILL_PLAN'])
const log = createLogger({ level: 'warn', folder: `${home}/logs`, console: 'pretty' })
const engine = await openEngine({
  home,
  environment: process.env,
  clock: new SystemClock(),
  logger: log.logger,
  ...(plan ? { wrappers: deadlyPorts(plan) } : {}),
})
process.on('SIGTERM', () => void engine.stop('asked by the test'))
const { address } = await engine.start()
process.stdout.write(`Wheelhouse is running: ${address}/#token=${engine.adminToken}\n`)
await engine.stopped
await log.close()
process.exit(0)
