import { Plus, Trash2 } from 'lucide-react'
import { useWords } from '../../i18n/index.ts'
import { Button, Field, IconButton, NumberField } from '../../ui/index.ts'
import { usesWeights } from './endpoint-words.ts'
import { fieldId, type HostDraft, type HostField, withHost, withNewHost, withoutHost } from './service-draft.ts'
import type { ServiceForm } from './use-service-form.ts'

export interface HostFieldsProps {
  readonly name: string
  readonly form: ServiceForm
}

/** Every host with its name, address and weight, and the way to add and remove one. */
export function HostFields({ name, form }: HostFieldsProps) {
  const t = useWords('endpoints')
  const { draft, edit } = form
  return (
    <fieldset className="endpoint-hosts">
      <legend className="endpoint-legend">{t('edit.hosts')}</legend>
      <div className="endpoint-host endpoint-host-head" aria-hidden="true">
        <span>{t('edit.name')}</span>
        <span>{t('edit.address')}</span>
        <span className="endpoint-weight-head">{t('edit.weight')}</span>
      </div>
      {draft.hosts.map((host, index) => (
        <HostLine key={host.key} name={name} form={form} host={host} index={index} />
      ))}
      <div className="endpoint-hosts-foot">
        <Button size="small" onClick={() => edit(withNewHost)}>
          <Plus size={12} aria-hidden="true" />
          {t('edit.add')}
        </Button>
        {!usesWeights(draft.strategy) && <span className="quiet">{t('edit.weightUnused')}</span>}
      </div>
    </fieldset>
  )
}

interface HostLineProps extends HostFieldsProps {
  readonly host: HostDraft
  readonly index: number
}

function HostLine({ name, form, host, index }: HostLineProps) {
  const t = useWords('endpoints')
  const { draft, edit, faults } = form
  const number = index + 1
  const faultOf = (field: HostField): string | undefined => faults.byId[fieldId(name, index, field)]
  const set = (change: Partial<Omit<HostDraft, 'key'>>): void => edit((before) => withHost(before, host.key, change))
  return (
    <div className="endpoint-host">
      <Field
        stacked
        label={t('edit.nameOf', { number })}
        value={host.name}
        fault={faultOf('name')}
        onValueChange={(value) => set({ name: value })}
      />
      <Field
        stacked
        className="mono-field"
        label={t('edit.addressOf', { number })}
        value={host.url}
        fault={faultOf('url')}
        onValueChange={(url) => set({ url })}
      />
      <NumberField
        stacked
        label={t('edit.weightOf', { number })}
        value={host.weight}
        step="1"
        fault={faultOf('weight')}
        onValueChange={(weight) => set({ weight })}
      />
      <IconButton
        label={t('edit.remove', { name: host.name === '' ? t('edit.thisHost', { number }) : host.name })}
        disabled={draft.hosts.length === 1}
        onClick={() => edit((before) => withoutHost(before, host.key))}
      >
        <Trash2 size={14} aria-hidden="true" />
      </IconButton>
    </div>
  )
}
