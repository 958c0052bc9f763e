using System.ComponentModel.DataAnnotations;

namespace Mmei.Ranking.Index;

/// <summary>Section <c>VectorIndex</c>: where the content vectors are searched.</summary>
internal sealed class VectorIndexOptions : IValidatableObject
{
    public const string Section = "VectorIndex";

    [EnumDataType(typeof(VectorIndexProvider), ErrorMessage = "must be Embedded or Qdrant.")]
    public VectorIndexProvider Provider { get; init; } = VectorIndexProvider.Embedded;

    /// <summary>Qdrant: scheme, host and gRPC port, such as <c>http://qdrant:6334</c>.</summary>
    public Uri? Url { get; init; }

    /// <summary>Qdrant: the key it asks for, if any.</summary>
    public string? ApiKey { get; init; }

    /// <summary>
    /// Qdrant: the alias of the collection that serves. Each content model has a collection of its own, named by this, the version of its
    /// layout and the model.
    /// </summary>
    [Required]
    [RegularExpression("^[a-z0-9][a-z0-9-]{0,62}$", ErrorMessage = "must be lower-case letters, digits and '-'.")]
    public string Collection { get; init; } = "mmei-items";

    /// <summary>Qdrant: how long one call may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:05:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Qdrant: how long calls fail at once after too many have failed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "1.00:00:00")]
    public TimeSpan Break { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Qdrant: into how many parts a collection is divided. It holds for collections that are made from then on.</summary>
    [Range(1, 1000)]
    public int Shards { get; init; } = 1;

    /// <summary>Qdrant: how many copies of each part there are, likewise; more than half of them have to take a write.</summary>
    [Range(1, 100)]
    public int Replicas { get; init; } = 1;

    /// <summary>Qdrant: whether vectors are searched as bytes and the best scored again by all their bits, likewise.</summary>
    public bool Quantized { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider == VectorIndexProvider.Qdrant && Url is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            yield return new ValidationResult("must be an http or https address when the provider is Qdrant.", [nameof(Url)]);
        }
    }
}
