using System.ComponentModel.DataAnnotations;

namespace Mmei.Contracts.Api.V1;

/// <summary>Body of <c>PUT /v1/experiments/{name}</c>.</summary>
public sealed record ExperimentRequest
{
    public const int MostArms = 10;
    public const int LongestFollowMinutes = 43_200;

    /// <summary>What a name of an experiment or an arm must look like.</summary>
    public const string NamePattern = "^[a-z0-9][a-z0-9-]{0,63}$";

    /// <summary>The first is what the others are compared with.</summary>
    [Required]
    [MinLength(2), MaxLength(MostArms)]
    public IReadOnlyList<ArmSetting>? Arms { get; init; }

    /// <summary>With a person's id it decides their arm; without it one that follows from the experiment's name.</summary>
    [Range(0, int.MaxValue)]
    public int? Seed { get; init; }

    /// <summary>How long each person is followed from their first recommendation in the experiment; they count from then on.</summary>
    [Range(1, LongestFollowMinutes)]
    public int FollowMinutes { get; init; } = 1440;
}
