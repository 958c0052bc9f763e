using System.Reflection;

namespace Mmei.Gateway.OpenApi;

/// <summary>
/// Serves the committed description of the whole public API. It is not generated at run time, because some of the endpoints may live in
/// other processes; a test holds it equal to what the endpoints themselves say.
/// </summary>
internal static class OpenApiDocumentEndpoint
{
    public const string DocumentName = "v1";

    private const string Resource = "openapi.v1.json";

    public static void MapOpenApiDocument(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/openapi/v1.json", static () => TypedResults.Stream(Open(), "application/json"))
            .AllowAnonymous()
            .ExcludeFromDescription();

    private static Stream Open() => Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
        ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
}
