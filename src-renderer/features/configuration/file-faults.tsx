import type { ConfigView } from '../../../src-contract/index.ts'
import { faultLine } from '../../schema-form/index.ts'
import { Note, counted } from '../../ui/index.ts'

/** Says that the file is not what is in force, and why. */
export function FileFaults({ view: { fileFaults, version } }: { readonly view: ConfigView }) {
  if (fileFaults.length === 0) return null
  return (
    <Note
      kind="warn"
      title={`config.json has ${counted(fileFaults.length, 'fault')} and does not act. Version ${version} stays in force.`}
    >
      {fileFaults.map((fault) => (
        <span key={faultLine(fault)} className="config-file-fault">
          {faultLine(fault)}
        </span>
      ))}
    </Note>
  )
}
