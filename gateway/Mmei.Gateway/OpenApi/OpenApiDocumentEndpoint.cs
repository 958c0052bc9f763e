using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Mmei.Gateway.Access;

namespace Mmei.Gateway.OpenApi;

/// <summary>
/// Serves the committed description of the whole public API, with the limits in force. It is not generated at run time, because some of
/// the endpoints may live in other processes; a test holds it equal to what the endpoints themselves say.
/// </summary>
internal static class OpenApiDocumentEndpoint
{
    public const string DocumentName = "v1";

    private const string Resource = "openapi.v1.json";

    public static void MapOpenApiDocument(this IEndpointRouteBuilder routes)
    {
        var document = Read(routes.ServiceProvider.GetRequiredService<IOptions<GatewayLimits>>().Value);
        routes.MapGet("/openapi/v1.json", () => TypedResults.Text(document, "application/json"))
            .AllowAnonymous()
            .ExcludeFromDescription();
    }

    private static string Read(GatewayLimits limits)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
        var document = JsonNode.Parse(resource)!;
        DescribedLimits.Apply(document, limits);
        return document.ToJsonString();
    }
}
