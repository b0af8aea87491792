import type { MetricDescriptor } from "../metric-descriptor.ts";
import { cesDescriptor, cesEasyDescriptor } from "./ces.ts";
import { consistencyDescriptor } from "./consistency.ts";
import { csatDescriptor } from "./csat.ts";
import { delightDescriptor } from "./delight.ts";
import { meanRatingDescriptor } from "./distribution.ts";
import { driverImportanceDescriptor, driversExplainedDescriptor } from "./driver-importance.ts";
import { coverageDescriptor } from "./evidence-basis.ts";
import {
  experienceDescriptor,
  measuredWeightDescriptor,
  restScoreDescriptor,
  serviceGapDescriptor,
  serviceScoreDescriptor,
} from "./experience.ts";
import {
  escalationDescriptor,
  failureRateDescriptor,
  failureShareDescriptor,
  repeatContactDescriptor,
  serviceContactsDescriptor,
  unknownCauseDescriptor,
} from "./failure-demand.ts";
import { fcrDescriptor, netFcrDescriptor, observedFcrDescriptor } from "./fcr.ts";
import { guessEffectDescriptor, taintDescriptor } from "./guessing.ts";
import { journeyYieldDescriptor, rescueDescriptor } from "./journey-yield.ts";
import { kappaDescriptor } from "./kappa.ts";
import { npsDescriptor } from "./nps.ts";
import { pompDescriptor } from "./pomp.ts";
import { promiseDescriptor } from "./promise.ts";
import { responseTimeDescriptor, responseTimeP90Descriptor } from "./response-time.ts";
import { standardsMetDescriptor } from "./standards-met.ts";
import { topicImpactDescriptor } from "./topic-impact.ts";
import { trainingDescriptor } from "./training.ts";
import { turnoverDescriptor } from "./turnover.ts";
import { answersDescriptor, volumeShareDescriptor } from "./volume.ts";

/** Every metric of the product, in the order in which a reader meets them. Keys stand in URLs and exports: append only. */
export const METRICS = {
  experience_score: experienceDescriptor,
  measured_weight: measuredWeightDescriptor,
  service_score: serviceScoreDescriptor,
  rest_score: restScoreDescriptor,
  service_gap: serviceGapDescriptor,
  touchpoint_score: pompDescriptor,
  nps: npsDescriptor,
  csat: csatDescriptor,
  ces: cesDescriptor,
  ces_easy: cesEasyDescriptor,
  mean_rating: meanRatingDescriptor,
  delight: delightDescriptor,
  verified_share: coverageDescriptor,
  answers: answersDescriptor,
  volume_share: volumeShareDescriptor,
  taint: taintDescriptor,
  guess_effect: guessEffectDescriptor,
  channel_consistency: consistencyDescriptor,
  fcr: fcrDescriptor,
  fcr_net: netFcrDescriptor,
  fcr_observed: observedFcrDescriptor,
  response_time: responseTimeDescriptor,
  response_time_p90: responseTimeP90Descriptor,
  promise_kept: promiseDescriptor,
  training_completion: trainingDescriptor,
  turnover: turnoverDescriptor,
  topic_impact: topicImpactDescriptor,
  driver_importance: driverImportanceDescriptor,
  drivers_explained: driversExplainedDescriptor,
  standards_met: standardsMetDescriptor,
  journey_yield: journeyYieldDescriptor,
  good_rescue: rescueDescriptor,
  failure_share: failureShareDescriptor,
  failure_rate: failureRateDescriptor,
  unknown_cause: unknownCauseDescriptor,
  repeat_contacts: repeatContactDescriptor,
  escalation: escalationDescriptor,
  reviewer_agreement: kappaDescriptor,
  service_contacts: serviceContactsDescriptor,
} as const satisfies Readonly<Record<string, MetricDescriptor>>;

export type MetricKey = keyof typeof METRICS;
