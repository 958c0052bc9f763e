using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Mmei.Contracts.Api.V1;
using Mmei.Gateway.Access;
using Mmei.Gateway.Idempotency;

namespace Mmei.Gateway.OpenApi;

/// <summary>Generates the API's description from the endpoints of the host it runs in; the committed document comes from it.</summary>
internal static class OpenApiGenerator
{
    private const string ApiKeyScheme = "apiKey";
    private const string TokenScheme = "token";
    private const string ProblemSchema = "Problem";

    private static readonly Dictionary<string, string> Tags = new()
    {
        ["observations"] = "What a person feels and wants, and what fits.",
        ["feedback"] = "What people did with recommended items.",
        ["items"] = "The catalog.",
        ["users"] = "What is kept of people.",
        ["decisions"] = "What was recommended, and why.",
        ["policy"] = "What was learned, and how it explores.",
        ["experiments"] = "What is tried with a part of people, and what comes of it.",
        ["operations"] = "For operators.",
    };

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
            Contact = new OpenApiContact { Name = "The operator of this deployment" },
            License = new OpenApiLicense { Name = "Not chosen yet", Identifier = "LicenseRef-None" },
        };

        // The address is the deployment's, not the API's.
        document.Servers = [new OpenApiServer { Url = "/" }];
        foreach (var tag in document.Tags ?? new HashSet<OpenApiTag>())
        {
            tag.Description = Tags[tag.Name!];
        }

        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [ApiKeyScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = ApiKeyHandler.HeaderName,
            },
            [TokenScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "Where the deployment takes tokens of an issuer (OpenID Connect).",
            },
        };
        return Task.CompletedTask;
    }

    /// <summary>Every failure of every call is a problem document.</summary>
    private static async Task DescribeFailuresAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var needed = Scopes.Needed(context.Description.RelativePath!).Name();
        operation.Security = context.Description.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any()
            ? []
            : [.. new[] { ApiKeyScheme, TokenScheme }.Select(scheme => new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [needed],
            })];

        DescribeHeaders(operation, context);
        var problem = await context.GetOrCreateSchemaAsync(
            typeof(HttpValidationProblemDetails), parameterDescription: null, cancellationToken);
        context.Document!.AddComponent(ProblemSchema, problem);
        operation.Responses ??= [];
        operation.Responses["4XX"] = Problem("The request is at fault (RFC 9457): `errors` says by field why; `Retry-After` on 429.", context);
        operation.Responses["5XX"] = Problem("The platform is at fault (RFC 9457); `Retry-After` on 503.", context);
    }

    /// <summary>The headers that middleware reads, which no endpoint declares.</summary>
    private static void DescribeHeaders(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        if (context.Description.HttpMethod == HttpMethods.Post
            && !context.Description.ActionDescriptor.EndpointMetadata.OfType<NotIdempotent>().Any())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = RepeatedCalls.HeaderName,
                In = ParameterLocation.Header,
                Description =
                    "A name of the call, of the caller's own. Sent again with it, the call is not carried out again but answered as it was, " +
                    "with `Idempotent-Replayed: true`; 409 while it is in progress, 422 with another body. Kept for a while (`Gateway:Idempotency`).",
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    MinLength = 1,
                    MaxLength = Ids.MaxLength,
                    Pattern = Ids.Printable,
                },
            });
        }
    }

    private static OpenApiResponse Problem(string description, OpenApiOperationTransformerContext context) =>
        new()
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(ProblemSchema, context.Document) },
            },
        };
}
