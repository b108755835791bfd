// The documented body of a CloudWatch dashboard: it refuses what PutDashboard would refuse. It covers only our widgets.
// Objects are strict, so a property that AWS does not know is an error. Source: CloudWatch API reference, "Dashboard
// Body Structure and Syntax".

import { z } from 'zod';

const COLUMNS = 24;
const placed = {
  x: z
    .int()
    .min(0)
    .max(COLUMNS - 1),
  y: z.int().min(0),
  width: z.int().min(1).max(COLUMNS),
  height: z.int().min(1).max(1000),
};

/** "PT5M", "-PT3H", "-P7D": the start of a board, as time before now. */
const Start = z.string().regex(/^-P(?=.)(\d+[MDW])*(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/);
/** Seconds: 1, 5, 10, 30 or any multiple of 60. */
const Period = z.int().refine((seconds) => [1, 5, 10, 30].includes(seconds) || (seconds > 0 && seconds % 60 === 0));
const Stat = z.string().regex(/^(SampleCount|Average|Sum|Minimum|Maximum|p\d{1,2}(\.\d+)?)$/);
const Region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/);
const Color = z.string().regex(/^#[0-9a-fA-F]{6}$/);

const Rendering = z.strictObject({
  label: z.string().optional(),
  stat: Stat.optional(),
  period: Period.optional(),
  color: Color.optional(),
  visible: z.boolean().optional(),
  yAxis: z.enum(['left', 'right']).optional(),
  region: Region.optional(),
});

/** [Namespace, MetricName, Dimension1Name, Dimension1Value, …, { rendering }] */
const Metric = z.array(z.union([z.string().min(1), Rendering])).refine(
  (parts) => {
    const words = parts.filter((part) => typeof part === 'string');
    const last = parts.length - 1;
    return (
      words.length >= 2 && words.length % 2 === 0 && parts.every((part, at) => typeof part === 'string' || at === last)
    );
  },
  { message: 'a metric is namespace, name, pairs of dimension and value, and at most one object, at the end' },
);

const Axis = z.strictObject({
  label: z.string().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  showUnits: z.boolean().optional(),
});

const MetricWidget = z.strictObject({
  type: z.literal('metric'),
  ...placed,
  properties: z.strictObject({
    title: z.string(),
    view: z.enum(['timeSeries', 'singleValue', 'gauge', 'bar', 'pie', 'table']),
    stacked: z.boolean(),
    region: Region,
    period: Period,
    metrics: z.array(Metric).min(1).max(500),
    yAxis: z.strictObject({ left: Axis.optional(), right: Axis.optional() }).optional(),
    annotations: z
      .strictObject({
        horizontal: z.array(
          z.strictObject({ label: z.string().optional(), value: z.number(), color: Color.optional() }),
        ),
      })
      .optional(),
  }),
});

const TextWidget = z.strictObject({
  type: z.literal('text'),
  ...placed,
  properties: z.strictObject({ markdown: z.string().min(1) }),
});

const AlarmWidget = z.strictObject({
  type: z.literal('alarm'),
  ...placed,
  properties: z.strictObject({
    title: z.string(),
    alarms: z
      .array(z.string().regex(/^arn:aws[\w-]*:cloudwatch:[a-z0-9-]+:\d{12}:alarm:.+$/))
      .min(1)
      .max(100),
    sortBy: z.enum(['default', 'stateUpdatedTimestamp', 'timestamp']).optional(),
    states: z.array(z.enum(['ALARM', 'INSUFFICIENT_DATA', 'OK'])).optional(),
  }),
});

export const DashboardBody = z.strictObject({
  start: Start.optional(),
  end: z.string().optional(),
  periodOverride: z.enum(['auto', 'inherit']).optional(),
  widgets: z
    .array(z.discriminatedUnion('type', [MetricWidget, TextWidget, AlarmWidget]))
    .max(500)
    .refine((widgets) => widgets.every(({ x, width }) => x + width <= COLUMNS), 'a widget hangs over the edge'),
});
