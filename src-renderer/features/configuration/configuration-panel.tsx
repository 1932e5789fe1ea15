import { type FormEvent, useEffect } from 'react'
import { z } from 'zod'
import type { ConfigView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { HeadActions, usePanel, usePanelParams } from '../../panels/index.ts'
import { fieldsOf } from '../../schema-form/index.ts'
import { Button, ErrorState, SubTabs, useLateFlag } from '../../ui/index.ts'
import './configuration.css'
import './diff.css'
import { DraftBar } from './draft-bar.tsx'
import { useDraftStore } from './draft-store.ts'
import { FileFaults } from './file-faults.tsx'
import { HistoryPanel } from './history-panel.tsx'
import { revealField } from './reveal-field.ts'
import { SectionForm } from './section-form.tsx'
import { SectionList, SectionSelect } from './section-list.tsx'
import { searchSection } from './sections.ts'
import { type Configuration, useConfiguration } from './use-configuration.ts'
import { useConfigView } from './use-config-view.ts'

/** Every key of the engine's configuration as a form, and the versions before. Nothing changes until Save, and then all at once. */
export function ConfigurationPanel() {
  return usePanel().visible ? <LoadedConfiguration /> : null
}

function LoadedConfiguration() {
  const t = useWords('configuration')
  const { value, fault, refresh } = useConfigView()
  if (value !== undefined) return <ConfigurationTabs view={value} refresh={refresh} />
  if (fault === undefined) return <Skeleton />
  return (
    <ErrorState title={t('notLoaded')} actions={<Button onClick={refresh}>{t('tryAgain')}</Button>}>
      {fault}
    </ErrorState>
  )
}

function Skeleton() {
  const t = useWords('configuration')
  if (!useLateFlag()) return null
  return (
    <div className="config-skeleton" role="status" aria-label={t('loading')}>
      <span className="skeleton-bar" />
      <span className="skeleton-bar" />
      <span className="skeleton-bar" />
      <span className="skeleton-bar" />
    </div>
  )
}

const Params = z.object({ tab: z.enum(['settings', 'history']).catch('settings') })

function ConfigurationTabs({ view, refresh }: { readonly view: ConfigView; readonly refresh: () => void }) {
  const t = useWords('configuration')
  const [{ tab }, setParams] = usePanelParams(Params)
  const configuration = useConfiguration(view, refresh)
  const { sections, changes } = configuration
  useWantedKey(configuration)
  const restartKeys = sections.flatMap(fieldsOf).flatMap(({ id, restart }) => (restart ? [id] : []))
  return (
    <div className="config-panel">
      <SubTabs
        label={t('tabs.label')}
        value={tab}
        onValueChange={(next) => setParams({ tab: next })}
        tabs={[
          {
            value: 'settings',
            label: t('tabs.settings'),
            content: <ConfigurationForm configuration={configuration} />,
          },
          {
            value: 'history',
            label: t('tabs.history'),
            content: <HistoryPanel view={view} restartKeys={restartKeys} refresh={refresh} />,
          },
        ]}
      />
      <HeadActions>{changes.length > 0 && t('notSaved', { count: changes.length })}</HeadActions>
    </div>
  )
}

/** Another panel may have asked to see a key, before this one was there. */
function useWantedKey({ sections }: Configuration): void {
  const { wanted, want } = useDraftStore()
  useEffect(() => {
    if (wanted === undefined) return
    revealField(wanted, sections)
    want(undefined)
  }, [wanted, want, sections])
}

/** Where a trader mostly goes. */
const FIRST_SECTION = 'risk'

function ConfigurationForm({ configuration }: { readonly configuration: Configuration }) {
  const t = useWords('configuration')
  const { sections, view } = configuration
  const { sectionId, query } = useDraftStore()
  const found = sections.flatMap((section) => searchSection(section, query) ?? [])
  const chosen =
    sections.find(({ id }) => id === sectionId) ?? sections.find(({ id }) => id === FIRST_SECTION) ?? sections[0]
  const searching = query.trim() !== ''
  const shown = searching ? found : sections.filter((section) => section === chosen)
  const list = {
    configuration,
    sections: searching ? found : sections,
    chosenId: searching ? undefined : chosen?.id,
  }
  return (
    <form
      className="configuration"
      aria-label={t('title')}
      noValidate
      onSubmit={(event) => submit(event, configuration)}
    >
      <SectionList {...list} />
      <div className="configuration-main">
        <SectionSelect {...list} />
        <FileFaults view={view} />
        <SectionForm sections={shown} configuration={configuration} />
      </div>
      <DraftBar configuration={configuration} />
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
