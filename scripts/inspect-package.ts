import { parseArgs } from 'node:util'
import { reportPackage } from './packaging/package-report.ts'
import { printReport } from './packaging/print-report.ts'

/**
 * Holds a packed program against the rules: `npm run -s package:inspect -- dist/linux-unpacked [--arch x64] [--updates]`.
 * With `--updates` it must know where newer versions are.
 */
const { values, positionals } = parseArgs({
  options: { arch: { type: 'string', default: process.arch }, updates: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const [folder] = positionals
if (folder === undefined || positionals.length > 1) {
  console.error('Name one packed folder, such as dist/linux-unpacked.')
  process.exit(2)
}
const report = await reportPackage(folder)
const isWell = printReport(report, values.arch)
const lacksUpdates = values.updates && report.updateSource === undefined
if (lacksUpdates) console.error('FAULT     app-update.yml is missing: the program would never find a newer version')
process.exitCode = isWell && !lacksUpdates ? 0 : 1
