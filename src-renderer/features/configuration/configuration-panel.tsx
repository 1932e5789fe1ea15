import type { FormEvent } from 'react'
import type { ConfigView } from '../../../src-contract/index.ts'
import { Button, ErrorState } from '../../ui/index.ts'
import './configuration.css'
import { DraftBar } from './draft-bar.tsx'
import { useDraftStore } from './draft-store.ts'
import { FileFaults } from './file-faults.tsx'
import { revealField } from './reveal-field.ts'
import { SectionForm } from './section-form.tsx'
import { SectionList } from './section-list.tsx'
import { searchSection } from './sections.ts'
import { type Configuration, useConfiguration } from './use-configuration.ts'
import { useConfigView } from './use-config-view.ts'

/** Every key of the engine's configuration as a form. Nothing changes until Save, and then all at once. */
export function ConfigurationPanel() {
  const { value, fault, refresh } = useConfigView()
  if (value !== undefined) return <ConfigurationForm view={value} refresh={refresh} />
  if (fault === undefined) return <div className="configuration" />
  return (
    <ErrorState title="The configuration was not loaded" actions={<Button onClick={refresh}>Try again</Button>}>
      {fault}
    </ErrorState>
  )
}

/** Where a trader mostly goes. */
const FIRST_SECTION = 'risk'

function ConfigurationForm({ view, refresh }: { readonly view: ConfigView; readonly refresh: () => void }) {
  const configuration = useConfiguration(view, refresh)
  const { sections } = configuration
  const { sectionId, query } = useDraftStore()
  const found = sections.flatMap((section) => searchSection(section, query) ?? [])
  const chosen =
    sections.find(({ id }) => id === sectionId) ?? sections.find(({ id }) => id === FIRST_SECTION) ?? sections[0]
  const searching = query.trim() !== ''
  const shown = searching ? found : sections.filter((section) => section === chosen)
  return (
    <form
      className="configuration"
      aria-label="Configuration"
      noValidate
      onSubmit={(event) => submit(event, configuration)}
    >
      <SectionList
        configuration={configuration}
        sections={searching ? found : sections}
        chosenId={searching ? undefined : chosen?.id}
      />
      <div className="configuration-main">
        <FileFaults view={view} />
        <SectionForm sections={shown} configuration={configuration} />
        <DraftBar configuration={configuration} />
      </div>
    </form>
  )
}

/** A draft with a fault is not sent: the first fault gets the focus instead. */
function submit(event: FormEvent, { canSave, faultyIds, sections, save }: Configuration): void {
  event.preventDefault()
  if (!canSave) return
  const [first] = faultyIds
  if (first === undefined) save()
  else revealField(first, sections)
}
