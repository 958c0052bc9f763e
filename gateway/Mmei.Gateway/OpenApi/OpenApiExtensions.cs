using Microsoft.OpenApi;
using Mmei.Gateway.Auth;

namespace Mmei.Gateway.OpenApi;

internal static class OpenApiExtensions
{
    private const string ApiKeyScheme = "apiKey";

    /// <summary>Registers the generator that the committed document comes from.</summary>
    public static void AddOpenApiGenerator(this IServiceCollection services) =>
        services.AddOpenApi(OpenApiDocumentEndpoint.DocumentName, options => options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        }));

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Mmei.Platform",
            Version = "1.0",
            Description = "Perceives emotion and intent from face, voice and words, recommends AI-generated content, and learns from feedback.",
        };

        // The address is the deployment's, not the API's.
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [ApiKeyScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = ApiKeyHandler.HeaderName },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiKeyScheme, document)] = [] }];
    }
}
