import type { Route as Ec2Route } from "@aws-sdk/client-ec2";
import type { Aws } from "../framework/aws.ts";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { crc32 } from "../framework/crc32.ts";
import { given } from "../framework/given.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { type Destination, deleteRoute, destinationText, findRouteTable, targetFound, targetInput } from "./routes.ts";

type Route = VpcResources["aws_route"];

const where = (route: Route): Destination => ({
  DestinationCidrBlock: given(route.destination_cidr_block),
  DestinationIpv6CidrBlock: given(route.destination_ipv6_cidr_block),
  DestinationPrefixListId: given(route.destination_prefix_list_id),
});

const routeId = (table: string, destination: string): string => `r-${table}${crc32(destination)}`;

const target = (planned: Route) => targetInput({ ...planned, instance_id: null });

export const awsRoute = defineResource<Route>({
  title: "Route",
  named: () => null,

  async create(planned, aws) {
    const destination = destinationText(where(planned));
    const place = `Route in Route Table (${planned.route_table_id}) with destination (${destination})`;
    const existing = await findRoute(aws, planned);
    if (existing?.Origin === "CreateRoute") throw new Refusal(`api error RouteAlreadyExists: ${place} already exists`);
    await aws.call("ec2", "CreateRoute", {
      RouteTableId: planned.route_table_id,
      ...where(planned),
      ...target(planned),
    });
    await aws.until(place, async () => ((await findRoute(aws, planned))?.State === "active" ? true : undefined));
    return { id: routeId(planned.route_table_id, destination) };
  },

  async read(state, aws) {
    const route = await findRoute(aws, state);
    if (!route) return undefined;
    return {
      ...targetFound(route),
      destination_cidr_block: route.DestinationCidrBlock,
      destination_ipv6_cidr_block: route.DestinationIpv6CidrBlock,
      destination_prefix_list_id: route.DestinationPrefixListId,
      instance_owner_id: route.InstanceOwnerId,
      origin: route.Origin,
      state: route.State,
    };
  },

  async update(planned, aws, prior) {
    // Only the target that changed is meant; the others stand in the state because AWS told them.
    const names = Object.keys(targetFound({})) as (keyof ReturnType<typeof targetFound>)[];
    const changed = names.filter((name) => planned[name] && planned[name] !== prior[name]);
    const fresh = Object.fromEntries(changed.map((name) => [name, planned[name]]));
    const input = { RouteTableId: planned.route_table_id, ...where(planned) };
    if (fresh["gateway_id"] === "local") await aws.call("ec2", "ReplaceRoute", { ...input, LocalTarget: true });
    else await aws.call("ec2", "ReplaceRoute", { ...input, ...targetInput(fresh) });
  },

  async delete(prior, aws) {
    await deleteRoute(aws, prior.route_table_id, where(prior));
  },

  importId(id) {
    const [table, destination, more] = id.split("_");
    if (!table || !destination || more !== undefined)
      throw new Refusal(`unexpected format of ID (${JSON.stringify(id)}), expected ROUTETABLEID_DESTINATION`);
    const named = destination.includes(":")
      ? { destination_ipv6_cidr_block: destination }
      : destination.includes(".")
        ? { destination_cidr_block: destination }
        : { destination_prefix_list_id: destination };
    return { id: routeId(table, destination), route_table_id: table, ...named };
  },
});

async function findRoute(aws: Aws, route: Route): Promise<Ec2Route | undefined> {
  const destination = destinationText(where(route));
  const table = await findRouteTable(aws, route.route_table_id);
  return table?.Routes?.find((one) => destinationText(one) === destination);
}
