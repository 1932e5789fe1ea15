import type { ConfigView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { faultLine } from '../../schema-form/index.ts'
import { Note } from '../../ui/index.ts'

/** Says that the file is not what is in force, and why. */
export function FileFaults({ view: { fileFaults, version } }: { readonly view: ConfigView }) {
  const t = useWords('configuration')
  if (fileFaults.length === 0) return null
  return (
    <Note kind="warn" title={t('fileFaults', { count: fileFaults.length, version })}>
      {fileFaults.map((fault) => (
        <span key={faultLine(fault)} className="config-file-fault">
          {faultLine(fault)}
        </span>
      ))}
    </Note>
  )
}
