import './node-version-guard.ts'
import { holdYoungGeneration } from './young-generation.ts'

const release = holdYoungGeneration()
const { runHeadless } = await import('./run-headless.ts')
await runHeadless({ args: process.argv.slice(2), environment: process.env, banner: [], onRunning: release })
