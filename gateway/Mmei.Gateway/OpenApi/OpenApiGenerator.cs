using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Mmei.Gateway.Access;

namespace Mmei.Gateway.OpenApi;

/// <summary>Generates the API's description from the endpoints of the host it runs in; the committed document comes from it.</summary>
internal static class OpenApiGenerator
{
    private const string ApiKeyScheme = "apiKey";
    private const string ProblemSchema = "Problem";

    public static void AddOpenApiGenerator(this IServiceCollection services) =>
        services.AddOpenApi(OpenApiDocumentEndpoint.DocumentName, static options =>
        {
            options.AddDocumentTransformer(static (document, _, _) => Describe(document));
            options.AddOperationTransformer(DescribeFailuresAsync);
        });

    private static Task Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Mmei.Platform",
            Version = OpenApiDocumentEndpoint.DocumentName,
            Description = "Perceives emotion and intent from face, voice and words, recommends AI-generated content, and learns from feedback.",
        };

        // The address is the deployment's, not the API's.
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [ApiKeyScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = ApiKeyHandler.HeaderName,
            },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiKeyScheme, document)] = [] }];
        return Task.CompletedTask;
    }

    /// <summary>Every failure of every call is a problem document.</summary>
    private static async Task DescribeFailuresAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any())
        {
            operation.Security = [];
        }

        var problem = await context.GetOrCreateSchemaAsync(
            typeof(HttpValidationProblemDetails), parameterDescription: null, cancellationToken);
        context.Document!.AddComponent(ProblemSchema, problem);
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "A problem (RFC 9457); with `errors` by field where the request is at fault, and `Retry-After` on 429 and 503.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(ProblemSchema, context.Document) },
            },
        };
    }
}
