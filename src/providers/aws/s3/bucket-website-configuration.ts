import type { Protocol, RoutingRule, WebsiteConfiguration } from "@aws-sdk/client-s3";
import { goEscaped } from "../../../terraform/lang/json-text.ts";
import { given } from "../framework/given.ts";
import { sameJson } from "../framework/json.ts";
import type { S3Resources } from "../schema/s3.generated.ts";
import { websiteDomain } from "./endpoints.ts";
import { bucketPart } from "./part.ts";

type Website = S3Resources["aws_s3_bucket_website_configuration"];

export const awsS3BucketWebsiteConfiguration = bucketPart<Website>({
  title: "S3 Bucket Website Configuration",
  absent: "NoSuchWebsiteConfiguration",
  put: (aws, bucket, planned) =>
    aws.call("s3", "PutBucketWebsite", { ...bucket, WebsiteConfiguration: input(planned) }),
  async found(aws, bucket) {
    const site = await aws.call("s3", "GetBucketWebsite", bucket);
    const { LocationConstraint } = await aws.call("s3", "GetBucketLocation", bucket);
    const domain = websiteDomain(LocationConstraint || "us-east-1");
    const redirect = site.RedirectAllRequestsTo;
    return {
      error_document: site.ErrorDocument ? [{ key: site.ErrorDocument.Key }] : [],
      index_document: site.IndexDocument ? [{ suffix: site.IndexDocument.Suffix }] : [],
      redirect_all_requests_to: redirect ? [{ host_name: redirect.HostName, protocol: redirect.Protocol }] : [],
      routing_rule: (site.RoutingRules ?? []).map(ruleFound),
      routing_rules: routingRulesText(site.RoutingRules),
      website_domain: domain,
      website_endpoint: `${bucket.Bucket}.${domain}`,
    };
  },
  remove: (aws, bucket) => aws.call("s3", "DeleteBucketWebsite", bucket),
  equivalent: { routing_rules: sameJson },
});

function input(planned: Website): WebsiteConfiguration {
  const [redirect] = planned.redirect_all_requests_to;
  const [index] = planned.index_document;
  const [error] = planned.error_document;
  const rules = planned.routing_rule.map(ruleInput);
  return {
    ...(redirect && {
      RedirectAllRequestsTo: {
        HostName: redirect.host_name,
        Protocol: given(redirect.protocol) as Protocol | undefined,
      },
    }),
    ...(index && { IndexDocument: { Suffix: index.suffix } }),
    ...(error && { ErrorDocument: { Key: error.key } }),
    ...(rules.length > 0
      ? { RoutingRules: rules }
      : planned.routing_rules && { RoutingRules: JSON.parse(planned.routing_rules) as RoutingRule[] }),
  };
}

function ruleInput({ condition: [condition], redirect: [redirect] }: Website["routing_rule"][number]): RoutingRule {
  return {
    ...(condition && {
      Condition: {
        HttpErrorCodeReturnedEquals: given(condition.http_error_code_returned_equals),
        KeyPrefixEquals: given(condition.key_prefix_equals),
      },
    }),
    Redirect: {
      HostName: given(redirect?.host_name),
      HttpRedirectCode: given(redirect?.http_redirect_code),
      Protocol: given(redirect?.protocol) as Protocol | undefined,
      ReplaceKeyPrefixWith: given(redirect?.replace_key_prefix_with),
      ReplaceKeyWith: given(redirect?.replace_key_with),
    },
  };
}

const ruleFound = ({ Condition, Redirect }: RoutingRule) => ({
  condition: Condition
    ? [
        {
          http_error_code_returned_equals: Condition.HttpErrorCodeReturnedEquals,
          key_prefix_equals: Condition.KeyPrefixEquals,
        },
      ]
    : [],
  redirect: Redirect
    ? [
        {
          host_name: Redirect.HostName,
          http_redirect_code: Redirect.HttpRedirectCode,
          protocol: Redirect.Protocol,
          replace_key_prefix_with: Redirect.ReplaceKeyPrefixWith,
          replace_key_with: Redirect.ReplaceKeyWith,
        },
      ]
    : [],
});

/** The rules as the provider writes them to state: JSON in AWS's spelling, without what is empty. */
export const routingRulesText = (rules: readonly RoutingRule[] | undefined): string =>
  rules && rules.length > 0 ? goEscaped(JSON.stringify(rules)) : "";
