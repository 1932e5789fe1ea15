import type { FormEvent } from 'react'
import { ENDPOINT_STRATEGIES, type EndpointServiceView, EndpointStrategy } from '../../../src-contract/index.ts'
import { useConnection } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { faultLine } from '../../schema-form/index.ts'
import { Button, ErrorState, Modal, Note, SelectField } from '../../ui/index.ts'
import { showConfiguration, useConfigView } from '../configuration/index.ts'
import type { EndpointWords } from './endpoint-words.ts'
import { HostFields } from './host-fields.tsx'
import type { ServiceSettings } from './service-draft.ts'
import { type ServiceForm, type ServiceFormOptions, settingsInForce, useServiceForm } from './use-service-form.ts'

export interface ServiceDialogProps {
  readonly name: string
  /** As the engine tells it now; undefined once it is not used any more. */
  readonly service: EndpointServiceView | undefined
  readonly onDone: () => void
}

/** Strategy and hosts of a service, as they stand in the configuration. */
export function ServiceDialog({ name, service, onDone }: ServiceDialogProps) {
  const t = useWords('endpoints')
  const { value: view, fault, refresh } = useConfigView()
  const inForce = service && view && settingsInForce(service, view)
  if (service && view && inForce) {
    return <ServiceEditor inForce={inForce} options={{ service, view, refresh, onSaved: onDone }} onDone={onDone} />
  }
  const isGone = service === undefined || view !== undefined
  return (
    <Modal open onOpenChange={(open) => !open && onDone()} title={t('edit.title', { name })}>
      {isGone && <p>{t('edit.gone')}</p>}
      {!isGone && fault !== undefined && (
        <ErrorState title={t('edit.notLoaded')} actions={<Button onClick={refresh}>{t('edit.reload')}</Button>}>
          {fault}
        </ErrorState>
      )}
    </Modal>
  )
}

interface ServiceEditorProps {
  readonly inForce: ServiceSettings
  readonly options: ServiceFormOptions
  readonly onDone: () => void
}

function ServiceEditor({ inForce, options, onDone }: ServiceEditorProps) {
  const t = useWords('endpoints')
  const form = useServiceForm(inForce, options)
  const { service } = options
  const { name } = service
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (form.canSave) form.save()
  }
  return (
    <Modal
      open
      onOpenChange={(open) => !open && onDone()}
      className="endpoint-dialog"
      title={t('edit.title', { name })}
      subtitle={originText(service, t)}
      actions={<Actions form={form} onDone={onDone} />}
    >
      <form id={FORM_ID} className="endpoint-form" aria-label={t('edit.title', { name })} noValidate onSubmit={submit}>
        <Notes form={form} />
        <SelectField
          label={t('edit.strategy')}
          value={form.draft.strategy}
          options={ENDPOINT_STRATEGIES.map((value) => ({ value, label: t(`strategies.${value}`) }))}
          help={t(`strategiesLong.${form.draft.strategy}`)}
          onValueChange={(value) => form.edit((draft) => ({ ...draft, strategy: EndpointStrategy.parse(value) }))}
        />
        <HostFields name={name} form={form} />
        <p className="endpoint-acts quiet">
          {t('edit.acts')}
          <button type="button" className="endpoint-link" onClick={() => showMore(onDone)}>
            {t('edit.more')}
          </button>
        </p>
      </form>
    </Modal>
  )
}

const FORM_ID = 'endpoint-service'

/** Health checks, limits and breaker stand in the configuration. */
function showMore(onDone: () => void): void {
  onDone()
  showConfiguration('endpoints.services')
}

function originText({ kind, origin, ownSettings }: EndpointServiceView, t: EndpointWords): string {
  const words = { kind: t(`kinds.${kind}`) }
  if (origin !== 'configuration') return t('edit.fromEngine', words)
  return t(ownSettings === null ? 'edit.fromConfiguration' : 'edit.instead', words)
}

/** What keeps the draft from being saved, apart from what stands at its fields. */
function Notes({ form: { overtaken, refusal, faults, reload } }: { readonly form: ServiceForm }) {
  const t = useWords('endpoints')
  if (overtaken) {
    return (
      <Note kind="warn" title={t('edit.overtaken')} action={<Button onClick={reload}>{t('edit.reload')}</Button>}>
        {t('edit.overtakenText')}
      </Note>
    )
  }
  const text =
    refusal?.kind === 'conflict'
      ? t('edit.conflict')
      : refusal?.kind === 'other'
        ? refusal.message
        : faults.general.map(faultLine).join('. ')
  return text === '' ? null : <Note kind="danger" title={text} />
}

function Actions({ form, onDone }: { readonly form: ServiceForm; readonly onDone: () => void }) {
  const t = useWords('endpoints')
  const connected = useConnection().kind === 'connected'
  const { canSave, changed, busy, useOwn } = form
  const hint = connected ? (changed ? undefined : t('edit.nothing')) : t('edit.noConnection')
  return (
    <>
      {hint !== undefined && <span className="endpoint-hint quiet">{hint}</span>}
      {useOwn !== undefined && (
        <Button size="large" disabled={busy || !connected} onClick={useOwn}>
          {t('edit.own')}
        </Button>
      )}
      <Button size="large" onClick={onDone}>
        {t('edit.cancel')}
      </Button>
      <Button size="large" tone="primary" type="submit" form={FORM_ID} disabled={!canSave}>
        {t('edit.save')}
      </Button>
    </>
  )
}
