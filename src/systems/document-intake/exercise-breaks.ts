// What the exercise of the document intake breaks.

import { PublishCommand } from '@aws-sdk/client-sns';
import type { ExerciseSite } from '../../operate/exercises/exercise.ts';
import { breakByHand } from '../../resources/breaks.ts';
import { documentIntake } from './parts.ts';
import { documentIntakeSettings } from './settings.ts';

/** Opens the topic to the world, and publishes what a stranger would. */
export async function openTopic({ cloud, env, signal }: ExerciseSite): Promise<void> {
  const { topic } = documentIntake(cloud, documentIntakeSettings(env));
  await breakByHand(cloud, topic, 'somebody lets the whole world publish');
  const message = {
    TopicArn: cloud.arn('sns', topic.name),
    Subject: 'Boleto em atraso',
    Message: 'O boleto 8471 vence hoje. Pague R$ 4.300,00 pelo link para evitar multa.\n',
  };
  await cloud.sns.send(new PublishCommand(message), { abortSignal: signal });
}
