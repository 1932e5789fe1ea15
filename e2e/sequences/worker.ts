import { parentPort, workerData } from 'node:worker_threads'
import { playShare, type Share, type ShareReport } from './share.ts'

/** A thread that plays its share of a run. */
await playShare(workerData as Share, (report: ShareReport) => parentPort?.postMessage(report))
